from __future__ import annotations

from radioprog.publish.papers.transcript import transcript
from tests.publish.programmes import LONG, example, planned


def test_transcript_as_it_is_read() -> None:
    assert (
        transcript(planned(), example().meta, "vi")
        == f"""\
Bản tin
Chuyên mục: vung-bien · Số 7 · 18/7/2015 · Phòng Báo chí


1. Mở đầu & lời chào

PTV nữ: Kính thưa quý vị! Đây là <Bản tin>.

2. Tin

PTV nam: {LONG}

Cộng đồng (ASEAN Community). Nghỉ rồi nói.

[Băng] Vâng. Bà con xếp hàng ở ô số hai.

[Băng] [băng: khong-loi]

3. Thông báo

PTV nữ: Sáng mai mất điện.

(đọc lần hai)

PTV nữ: Sáng mai mất điện.

5. Chào

PTV nữ: Xin chào.
"""
    )
