"""Scanner keys, QR pictures and badge painting: Qt without widgets."""
