import base64
import time

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from torg.webhooks.signing import new_secret, signed_headers


def test_the_published_example_has_the_published_signature():
    """The test vector of the specification's own libraries (go/webhook_test.go)."""
    headers = signed_headers(
        "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}', ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]
    )
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_another_implementation_accepts_what_is_signed_with_the_old_or_the_new_secret():
    old, new = new_secret(), new_secret()
    body = '{"type":"offer.changed","data":{"sku":"Åström"}}'.encode()
    headers = signed_headers("msg_1", int(time.time()), body, [new, old])
    for secret in (old, new):
        assert Webhook(secret).verify(body, headers)["type"] == "offer.changed"
    with pytest.raises(WebhookVerificationError):
        Webhook(new_secret()).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(new).verify(body + b" ", headers)


def test_a_secret_has_256_random_bits():
    secrets = {new_secret() for _ in range(50)}
    assert len(secrets) == 50
    assert {len(base64.b64decode(each.removeprefix("whsec_"))) for each in secrets} == {32}
