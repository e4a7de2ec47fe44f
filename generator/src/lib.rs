//! Which files make the site: pages, theme, Markdown, published data.
