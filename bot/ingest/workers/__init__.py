"""Worker processes with limits on time and memory, and the jobs that they do."""
