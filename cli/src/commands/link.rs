//! `devmentor link`: lets a browser in.

use serde::Deserialize;
use serde_json::json;

use crate::client::{Client, read};
use crate::exit::Failure;
use crate::terminal::Screen;

#[derive(Debug, Deserialize)]
struct Link {
    path: String,
}

pub(crate) fn run(client: &Client, screen: &mut Screen) -> Result<(), Failure> {
    let link: Link = read(client.post("/api/sessions/links", &json!({}))?)?;
    Ok(screen.line(format!("{}{}", client.base(), link.path))?)
}
