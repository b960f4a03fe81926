"""Pictures that are sent: charts drawn into pixels, without a library for it."""
