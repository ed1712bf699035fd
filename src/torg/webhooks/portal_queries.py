"""The SQL of the tables of webhooks in the portal."""

DELIVERIES = """
    SELECT d.id, m.type, d.subject, d.state, d.attempts, d.status, d.error, d.created, d.last_try, d.next_try,
        d.replay, d.endpoint_id
    FROM webhook_delivery AS d JOIN webhook_message AS m ON m.id = d.message_id
    WHERE d.endpoint_id = %(endpoint)s
"""
