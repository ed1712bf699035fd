"""The SQL of the table of imports in the portal."""

IMPORTS = """
    SELECT i.id, i.name, i.origin, i.state, i.file_name, i.created, i.finished, i.error,
        coalesce((i.progress ->> 'read')::integer, 0) AS read,
        coalesce((i.progress ->> 'kept')::integer, 0) AS kept,
        coalesce((i.progress ->> 'refused')::integer, 0) AS refused,
        coalesce((i.progress ->> 'warned')::integer, 0) AS warned
    FROM feed_import AS i
"""
