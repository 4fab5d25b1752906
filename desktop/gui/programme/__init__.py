"""The programme and the partners."""
