# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a log accounts for everything: each slot of each session, each change of each connection's state."""

from __future__ import annotations

from common.heartline import Heartline

# Labels are cut to microseconds.
ROUNDING_US = 1
# From the moment that a session ends until its last beats are settled.
SETTLING_US = 50_000

# Each counts what must not be there; times in microseconds. Nothing is due any more while a session is closing.
FAULTS = {
    "sessions whose beats are not numbered 1, 2, 3 …": """
        SELECT count(*) FROM (
            SELECT min(sequence) AS first, max(sequence) AS last, count(*) AS beats FROM beats GROUP BY session)
        WHERE first <> 1 OR last <> beats""",
    "beats that are not an interval after the one before": """
        SELECT count(*) FROM (
            SELECT scheduled_at - lag(scheduled_at) OVER (PARTITION BY session ORDER BY sequence) AS distance
            FROM beats)
        WHERE abs(distance - :interval) > :rounding""",
    "sessions without a beat in their first or last interval": """
        WITH ends AS (
            SELECT session, min(at) AS at FROM events WHERE to_state = 'closing' GROUP BY session),
        slots AS (
            SELECT session, min(scheduled_at) AS first, max(scheduled_at) AS last FROM beats GROUP BY session)
        SELECT count(*) FROM sessions s
        LEFT JOIN ends ON ends.session = s.id LEFT JOIN slots ON slots.session = s.id
        WHERE coalesce(first, ends.at, closed_at) - opened_at > :interval + :settling
           OR coalesce(ends.at, closed_at) - coalesce(last, opened_at) > :interval + :settling""",
    "sessions that did not end": "SELECT count(*) FROM sessions WHERE closed_at IS NULL",
    "sessions without an event that opens them": """
        SELECT count(*) FROM sessions
        WHERE id NOT IN (SELECT session FROM events WHERE from_state = 'connecting' AND to_state = 'open')""",
    "changes of state that do not follow from the one before": """
        SELECT count(*) FROM (
            SELECT from_state, lag(to_state, 1, 'idle') OVER (PARTITION BY connection ORDER BY id) AS before
            FROM events)
        WHERE from_state <> before""",
    "connections that did not end idle": """
        SELECT count(*) FROM connections c
        WHERE 'idle' IS NOT (SELECT to_state FROM events e WHERE e.connection = c.id ORDER BY id DESC LIMIT 1)""",
}


def faults(heartline: Heartline, interval_ms: int) -> dict[str, int]:
    """What does not add up, and how often; after stop(). Empty: all is accounted for."""
    values = {"interval": interval_ms * 1000, "rounding": ROUNDING_US, "settling": SETTLING_US}
    counts = {what: next(heartline.query(query, values))[0] for what, query in FAULTS.items()}
    return {what: count for what, count in counts.items() if count}
