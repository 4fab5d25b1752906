"""What the window and its rooms know of each other: pages, screens, dialogs, who may."""
