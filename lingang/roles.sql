-- The three roles of the product. Run it once as a superuser before the first migration;
-- it may be run again. The migrations grant each role what it may do.
DO $$
BEGIN
    -- Owns the tables and migrates.
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lingang_owner') THEN
        CREATE ROLE lingang_owner LOGIN;
    END IF;
    -- Serves the site: reads and writes rows, but cannot alter what was published or recorded.
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lingang_app') THEN
        CREATE ROLE lingang_app LOGIN;
    END IF;
    -- What the public pages read with: releases alone. Nobody logs in as it.
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lingang_public') THEN
        CREATE ROLE lingang_public NOLOGIN;
    END IF;
END
$$;
GRANT lingang_public TO lingang_app;
