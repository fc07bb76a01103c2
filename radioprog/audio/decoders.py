"""The decoders of FFmpeg that may ever run: what recorders, phones and stations write."""

from __future__ import annotations

_COMPRESSED = """
    aac aac_fixed aac_latm ac3 ac3_fixed eac3 alac als ape flac gsm gsm_ms
    amrnb amrwb libopencore_amrnb libopencore_amrwb
    mp1 mp1float mp2 mp2float mp3 mp3float opus libopus speex tta vorbis wavpack
    wmalossless wmapro wmav1 wmav2 wmavoice
    adpcm_ima_qt adpcm_ima_wav adpcm_ms adpcm_yamaha g722 g726
"""
_PLAIN = """
    pcm_alaw pcm_mulaw pcm_s8 pcm_s8_planar pcm_u8
    pcm_s16be pcm_s16le pcm_s16le_planar pcm_u16le
    pcm_s24be pcm_s24le pcm_s24le_planar pcm_s32be pcm_s32le pcm_s32le_planar
    pcm_s64be pcm_s64le pcm_f32be pcm_f32le pcm_f64be pcm_f64le
"""

DECODERS = frozenset((_COMPRESSED + _PLAIN).split())
"""FFmpeg's names of them."""
