"""The one connection: keys, schema steps, blobs, and what the engine's errors mean."""
