"""Every component and state on pages of their own, drawn by the real templates; only with DEBUG."""
