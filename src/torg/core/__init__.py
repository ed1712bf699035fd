"""What every domain stands on; knows no commerce."""
