//! What the product does, composed of rows and adapters; knows neither HTTP nor terminals.
