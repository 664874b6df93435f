"""Files read in processes of their own, each within bounds."""
