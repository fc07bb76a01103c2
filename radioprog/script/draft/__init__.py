"""An article taken apart, and made a script by the workspace's template."""
