package dev.souk.core.listing;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.exception.DataAccessException;
import org.postgresql.PGStatement;

/**
 * Has each statement planned for its own values. Otherwise the server keeps one plan after some calls: that of the newest
 * in a range of prices, which it takes for a few listings where it knows no values, reads and sorts the whole range.
 */
final class OwnPlan implements ExecuteListener {

    private static final long serialVersionUID = 1L;

    /** The same, for statements of this kind. */
    static DSLContext of(DSLContext dsl) {
        return dsl.configuration().deriveAppending(new OwnPlan()).dsl();
    }

    /** Only a statement that is prepared on the server can get a plan that is kept. */
    @Override
    public void prepareEnd(ExecuteContext context) {
        PreparedStatement statement = context.statement();
        try {
            if (statement != null && statement.isWrapperFor(PGStatement.class)) {
                statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
        } catch (SQLException e) {
            throw new DataAccessException("statement refuses to be planned anew", e);
        }
    }
}
