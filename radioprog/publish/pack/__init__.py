"""The pack: what a station without internet is handed, and the form that comes back."""
