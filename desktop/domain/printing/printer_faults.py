"""What keeps a printer from printing, where Muster can tell; worded elsewhere."""

from __future__ import annotations

from enum import StrEnum


class PrinterFault(StrEnum):
    """A fact about a printer or its queue; the values are kept with jobs, and never change."""

    NO_ANSWER = "no answer"
    REFUSES_CONNECTION = "connection refused"
    NO_ROUTE = "no route to host"
    NO_DEVICE = "no device"
    TAKES_NO_JOBS = "takes no jobs"
    STOPPED = "stopped"
    PAUSED = "paused"
    BUSY = "buffer full"
    IN_USE = "printer in use"
    HEAD_OPEN = "head open"
    TOO_HOT = "too hot"
    TOO_COLD = "too cold"
    PAPER_OUT = "paper out"
    ROLL_ENDED = "end of the roll"
    WRONG_ROLL = "wrong roll"
    UNKNOWN_ROLL = "unknown roll"
    ROLL_TOO_WIDE = "roll too wide"
    TOO_LONG = "label too long"
    NO_RED = "no red"
    RIBBON_OUT = "ribbon out"
    PAPER_JAM = "paper jam"
    CUTTER_JAMMED = "cutter jammed"
    FAN_FAILED = "fan failed"
    CONNECTION_ERROR = "communication error"
    SYSTEM_ERROR = "system error"
    UNKNOWN_ERROR = "error"
    CANCELLED = "cancelled"
    GONE = "gone"
    LEFT_THERE = "left there"
