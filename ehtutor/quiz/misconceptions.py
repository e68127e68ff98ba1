"""What somebody may think who answers wrongly, by id; in words they are `misconception.<id>` of the interface texts."""

from typing import Final

MISCONCEPTIONS: Final = (
    "dv-knows-middel",
    "dv-checks-credential",
    "dv-asks-middel",
    "hm-checks-credential",
    "ad-knows-service",
    "ad-answers-dv",
    "level-is-exact",
    "level-set-by-other",
    "level-from-factors",
    "sender-checks",
    "signature-hides",
    "signature-proves-all",
    "failure-tells-why",
    "cancel-is-refusal",
    "negative-is-invalid",
    "same-name-same-message",
    "direction-mixup",
    "order-mixup",
    "id-mixup",
    "time-mixup",
    "address-mixup",
    "name-mixup",
    "status-mixup",
    "replay-is-harmless",
    "browser-is-trusted",
    "term-mixup",
)
