-- The price stood in the index of a listing's category, so that a count, and a list by price, need not read listings; and
-- each new price wrote into every index of that wide table, the one for words too, which took two thirds of what a changed
-- listing cost. What such questions ask for stands in price_list, a narrow table of its own: a row for each open listing,
-- with its number. Without the price in an index, and with room in its page, a listing gets another price where it stands.
-- By trigger, so that no writer can forget it, and with the rights of the owner, since nobody else writes price_list. Its
-- rows refer to nothing: the triggers take a row out with its listing, and a foreign key would ask for the listing once
-- more.
-- A trigger writes what the listing is when it runs and not what it was when it was written, since a trigger of the host's
-- may have written it in between. Each looks listings up by number, however few there were when the server planned that.

DO $souk$ BEGIN
    PERFORM set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);
END $souk$;

-- Who writes listings waits until the end of this version, who reads them does not. So the index that has the price goes
-- with the next version: dropping it shuts readers out, and who had read and waits to write would wait for ever with us.
LOCK TABLE listings IN SHARE ROW EXCLUSIVE MODE;

ALTER TABLE listings SET (fillfactor = 80);
CREATE INDEX listings_category_newest_next ON listings(lower(category), created_at DESC, id DESC)
    WHERE NOT is_deleted AND NOT is_sold;

-- The category in small letters; it and the price are empty where a listing does not say.
CREATE TABLE price_list (
    id BIGINT PRIMARY KEY,
    category TEXT,
    price NUMERIC(19, 4),
    currency VARCHAR(3),
    created_at TIMESTAMPTZ NOT NULL
);

-- New listings come by the hundred, and one statement for all of them costs half of one for each. A row may be there
-- already, as where a trigger of the host's has changed the listing since, or one was left behind by who wrote listings
-- with triggers off: it is written anew, which heals it.
CREATE FUNCTION price_list_add() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER
    SET search_path FROM CURRENT SET enable_seqscan = off AS $$
BEGIN
    INSERT INTO price_list (id, category, price, currency, created_at)
    SELECT id, lower(category), price, currency, created_at FROM listings
    WHERE id = ANY (ARRAY(SELECT id FROM added)) AND NOT is_deleted AND NOT is_sold
    ON CONFLICT (id) DO UPDATE SET category = excluded.category, price = excluded.price, currency = excluded.currency,
        created_at = excluded.created_at;
    RETURN NULL;
END
$$;

-- Most rows are there and get another price; what opens again has none, and one that is missing is healed.
CREATE FUNCTION price_list_follow() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER
    SET search_path FROM CURRENT SET enable_seqscan = off AS $$
BEGIN
    INSERT INTO price_list (id, category, price, currency, created_at)
    SELECT id, lower(category), price, currency, created_at FROM listings
    WHERE id = NEW.id AND NOT is_deleted AND NOT is_sold
    ON CONFLICT (id) DO UPDATE SET category = excluded.category, price = excluded.price, currency = excluded.currency,
        created_at = excluded.created_at;
    IF NOT FOUND THEN
        DELETE FROM price_list WHERE id = NEW.id;
    END IF;
    RETURN NULL;
END
$$;

-- Unless it is open again, or another has got its number.
CREATE FUNCTION price_list_leave() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER
    SET search_path FROM CURRENT SET enable_seqscan = off AS $$
BEGIN
    DELETE FROM price_list WHERE id = OLD.id
        AND NOT EXISTS (SELECT FROM listings WHERE id = OLD.id AND NOT is_deleted AND NOT is_sold);
    RETURN NULL;
END
$$;

CREATE FUNCTION price_list_empty() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    TRUNCATE price_list;
    RETURN NULL;
END
$$;

CREATE TRIGGER price_list_add AFTER INSERT ON listings
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION price_list_add();

-- What leaves these columns as they are costs a comparison. Where a listing gets another number both of the next two run,
-- in the order of their names: the row of the new number is written before that of the old one goes.
CREATE TRIGGER price_list_follow AFTER UPDATE ON listings
    FOR EACH ROW WHEN (NOT NEW.is_deleted AND NOT NEW.is_sold
        AND (NEW.id, NEW.category, NEW.price, NEW.currency, NEW.created_at, NEW.is_deleted, NEW.is_sold)
            IS DISTINCT FROM (OLD.id, OLD.category, OLD.price, OLD.currency, OLD.created_at, OLD.is_deleted, OLD.is_sold))
    EXECUTE FUNCTION price_list_follow();

CREATE TRIGGER price_list_leave AFTER UPDATE ON listings
    FOR EACH ROW WHEN (NOT OLD.is_deleted AND NOT OLD.is_sold AND (NEW.is_deleted OR NEW.is_sold OR NEW.id <> OLD.id))
    EXECUTE FUNCTION price_list_leave();

CREATE TRIGGER price_list_leave_deleted AFTER DELETE ON listings
    FOR EACH ROW WHEN (NOT OLD.is_deleted AND NOT OLD.is_sold) EXECUTE FUNCTION price_list_leave();

CREATE TRIGGER price_list_empty AFTER TRUNCATE ON listings
    FOR EACH STATEMENT EXECUTE FUNCTION price_list_empty();

INSERT INTO price_list (id, category, price, currency, created_at)
SELECT id, lower(category), price, currency, created_at FROM listings WHERE NOT is_deleted AND NOT is_sold ORDER BY id;

CREATE INDEX price_list_by_price ON price_list(category, price, id) INCLUDE (currency, created_at);
CREATE INDEX price_list_newest ON price_list(category, created_at DESC, id DESC) INCLUDE (price, currency);
ANALYZE price_list;

-- A dump of the data alone brings listings, whose triggers write price_list, and the rows of price_list once more: those
-- are passed over.
CREATE FUNCTION price_list_pass_over() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    RETURN NULL;
END
$$;

CREATE TRIGGER price_list_pass_over BEFORE INSERT ON price_list
    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION price_list_pass_over();

-- A trigger runs its function whoever writes; but who may run a function may have a trigger of their own run it, on a table
-- of their own.
REVOKE ALL ON FUNCTION price_list_add(), price_list_follow(), price_list_leave(), price_list_empty(), price_list_pass_over()
    FROM PUBLIC;
