-- The catalogue in PostgreSQL. May be applied again at any time. The columns at the end of film_work and person_film_work are not in
-- older databases of this schema; loads do without them.
CREATE SCHEMA IF NOT EXISTS content;

CREATE TABLE IF NOT EXISTS content.film_work (
    id uuid PRIMARY KEY,
    title text NOT NULL,
    description text,
    creation_date date,
    rating double precision,
    type text NOT NULL,
    created timestamptz NOT NULL DEFAULT now(),
    modified timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE content.film_work ADD COLUMN IF NOT EXISTS original_title text;
ALTER TABLE content.film_work ADD COLUMN IF NOT EXISTS alternative_titles text[];
ALTER TABLE content.film_work ADD COLUMN IF NOT EXISTS votes integer;
-- For films whose day of release is not known.
ALTER TABLE content.film_work ADD COLUMN IF NOT EXISTS release_year smallint;

CREATE TABLE IF NOT EXISTS content.genre (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    description text,
    created timestamptz NOT NULL DEFAULT now(),
    modified timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS content.person (
    id uuid PRIMARY KEY,
    full_name text NOT NULL,
    created timestamptz NOT NULL DEFAULT now(),
    modified timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS content.genre_film_work (
    id uuid PRIMARY KEY,
    genre_id uuid NOT NULL REFERENCES content.genre (id) ON DELETE CASCADE,
    film_work_id uuid NOT NULL REFERENCES content.film_work (id) ON DELETE CASCADE,
    created timestamptz NOT NULL DEFAULT now(),
    UNIQUE (film_work_id, genre_id)
);

CREATE TABLE IF NOT EXISTS content.person_film_work (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES content.person (id) ON DELETE CASCADE,
    film_work_id uuid NOT NULL REFERENCES content.film_work (id) ON DELETE CASCADE,
    role text NOT NULL,
    created timestamptz NOT NULL DEFAULT now(),
    UNIQUE (film_work_id, person_id, role)
);
ALTER TABLE content.person_film_work ADD COLUMN IF NOT EXISTS position integer;

CREATE INDEX IF NOT EXISTS film_work_modified_idx ON content.film_work (modified, id);
CREATE INDEX IF NOT EXISTS genre_film_work_genre_idx ON content.genre_film_work (genre_id);
CREATE INDEX IF NOT EXISTS person_film_work_person_idx ON content.person_film_work (person_id);
