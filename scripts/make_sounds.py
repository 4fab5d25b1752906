"""Makes the three sounds of the desk: short, and different in pitch, number and length."""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "resources" / "sounds"
RATE = 44_100
LOUDNESS = 0.45
# Notes as (hertz, milliseconds); 0 hertz is silence.
SOUNDS = {
    "yes": ((880, 70), (1320, 110)),
    "look": ((660, 110), (0, 60), (660, 110)),
    "no": ((196, 340),),
}


def main() -> None:
    """Write the files."""
    TARGET.mkdir(exist_ok=True)
    for name, notes in SOUNDS.items():
        samples = [sample for hertz, length in notes for sample in _note(hertz, length)]
        with wave.open(str(TARGET / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))


def _note(hertz: float, length_ms: int) -> list[int]:
    """Make a tone that begins and ends softly, so that it does not click."""
    count = RATE * length_ms // 1000
    edge = RATE // 200
    return [
        round(
            32_767
            * LOUDNESS
            * min(1.0, n / edge, (count - n) / edge)
            * math.sin(2 * math.pi * hertz * n / RATE)
        )
        for n in range(count)
    ]


if __name__ == "__main__":
    main()
