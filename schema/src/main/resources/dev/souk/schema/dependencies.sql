-- What in a schema depends on what else in it, as rows of (kind, table, name, on_kind, on_table, on_name).

WITH thing AS (
    SELECT 'pg_class'::regclass AS classid, oid AS objid, 0 AS objsubid,
        CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,
        CASE relkind WHEN 'S' THEN NULL ELSE relname END AS "table", CASE relkind WHEN 'S' THEN relname ELSE '' END AS name
    FROM pg_class WHERE relnamespace = :namespace AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    UNION ALL
    SELECT 'pg_class'::regclass, index.oid, 0, 'INDEX', pg_class.relname, index.relname
    FROM pg_index JOIN pg_class ON pg_class.oid = indrelid JOIN pg_class index ON index.oid = indexrelid
    WHERE pg_class.relnamespace = :namespace
    UNION ALL
    SELECT 'pg_class'::regclass, attrelid, attnum, 'COLUMN', relname, attname
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = :namespace AND relkind IN ('r', 'p', 'f') AND attnum > 0 AND NOT attisdropped
    UNION ALL
    SELECT 'pg_attrdef'::regclass, pg_attrdef.oid, 0, 'COLUMN', relname, attname
    FROM pg_attrdef JOIN pg_class ON pg_class.oid = adrelid JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
    WHERE relnamespace = :namespace
    UNION ALL
    SELECT 'pg_proc'::regclass, oid, 0, 'FUNCTION', '', proname || '(' || pg_get_function_identity_arguments(oid) || ')'
    FROM pg_proc WHERE pronamespace = :namespace
    UNION ALL
    SELECT 'pg_type'::regclass, oid, 0, 'TYPE', '', typname FROM pg_type WHERE typnamespace = :namespace AND typtype IN ('d', 'e')
    UNION ALL
    SELECT 'pg_constraint'::regclass, pg_constraint.oid, 0, 'CONSTRAINT', relname, conname
    FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid WHERE relnamespace = :namespace
    UNION ALL
    SELECT 'pg_trigger'::regclass, pg_trigger.oid, 0, 'TRIGGER', relname, tgname
    FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE relnamespace = :namespace AND NOT tgisinternal
    UNION ALL
    SELECT 'pg_policy'::regclass, pg_policy.oid, 0, 'POLICY', relname, polname
    FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid WHERE relnamespace = :namespace
    UNION ALL
    SELECT 'pg_rewrite'::regclass, pg_rewrite.oid, 0, 'TABLE', relname, ''
    FROM pg_rewrite JOIN pg_class ON pg_class.oid = ev_class WHERE relnamespace = :namespace AND rulename = '_RETURN'
)
SELECT DISTINCT it.kind, it."table", it.name, needed.kind AS on_kind, needed."table" AS on_table, needed.name AS on_name
FROM pg_depend
    JOIN thing it ON (it.classid, it.objid, it.objsubid) = (pg_depend.classid, pg_depend.objid, pg_depend.objsubid)
    JOIN thing needed ON (needed.classid, needed.objid, needed.objsubid) = (refclassid, refobjid, refobjsubid)
WHERE it."table" IS NOT NULL AND needed."table" IS NOT NULL
    AND (it.kind, it."table", it.name) <> (needed.kind, needed."table", needed.name)
