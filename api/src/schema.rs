//! Checks JSON against a schema of the OpenAPI document, and says all that is wrong, field by field.
//!
//! What the document promises and what the service accepts are thus the same thing.

use poem_openapi::registry::{MetaSchema, MetaSchemaRef, Registry};
use poem_openapi::types::Type;
use serde_json::Value;

use crate::problem::{FieldError, FieldPlace};

/// What is wrong with a body of type `T`, every fault with its place; empty when it fits.
pub(crate) fn faults<T: Type>(value: &Value) -> Vec<FieldError> {
    let mut registry = Registry::new();
    T::register(&mut registry);
    let mut check = Check { registry: &registry, faults: Vec::new() };
    check.value(value, &T::schema_ref(), String::new());
    check.faults
}

struct Check<'a> {
    registry: &'a Registry,
    faults: Vec<FieldError>,
}

impl Check<'_> {
    fn value(&mut self, value: &Value, schema: &MetaSchemaRef, path: String) {
        let schema = match schema {
            MetaSchemaRef::Inline(schema) => schema,
            MetaSchemaRef::Reference(name) => match self.registry.schemas.get(name) {
                Some(schema) => schema,
                None => return,
            },
        };
        for part in &schema.all_of {
            self.value(value, part, path.clone());
        }
        if value.is_null() && schema.nullable {
            return;
        }
        if !schema.enum_items.is_empty() && !schema.enum_items.contains(value) {
            let known: Vec<String> = schema.enum_items.iter().map(plain).collect();
            return self.fault(path, format!("{} is not one of {}", shown(value), known.join(", ")));
        }
        match (schema.ty, value) {
            ("object", Value::Object(fields)) => self.object(fields, schema, &path),
            ("array", Value::Array(items)) => self.array(items, schema, &path),
            ("string", Value::String(text)) => self.text(text, schema, path),
            ("integer", Value::Number(number)) if number.is_i64() || number.is_u64() => {
                self.number(value, schema, path);
            }
            ("number", Value::Number(_)) => self.number(value, schema, path),
            ("boolean", Value::Bool(_)) | ("", _) => {}
            (wanted, _) => self.fault(path, format!("{} is not {}", shown(value), article(wanted))),
        }
    }

    fn object(&mut self, fields: &serde_json::Map<String, Value>, schema: &MetaSchema, path: &str) {
        for name in &schema.required {
            if !fields.contains_key(*name) {
                self.fault(join(path, name), "is missing".to_owned());
            }
        }
        for (name, value) in fields {
            let known = schema.properties.iter().find(|(known, _)| known == name);
            match known {
                // Null is as good as absent where absence is allowed.
                Some(_) if value.is_null() && !schema.required.contains(&name.as_str()) => {}
                Some((_, property)) => self.value(value, property, join(path, name)),
                None if schema.additional_properties.is_some() => {}
                None => {
                    let names = schema.properties.iter().map(|(name, _)| *name);
                    let hint = match config::nearest(name, names.clone()) {
                        Some(near) => format!("is not a known field; did you mean '{near}'?"),
                        None => {
                            format!(
                                "is not a known field; known are {}",
                                names.collect::<Vec<_>>().join(", ")
                            )
                        }
                    };
                    self.fault(join(path, name), hint);
                }
            }
        }
    }

    fn array(&mut self, items: &[Value], schema: &MetaSchema, path: &str) {
        if let Some(max) = schema.max_items.filter(|max| items.len() > *max) {
            self.fault(path.to_owned(), format!("has {} items, at most {max} are allowed", items.len()));
        }
        if let Some(min) = schema.min_items.filter(|min| items.len() < *min) {
            self.fault(path.to_owned(), format!("has {} items, at least {min} are needed", items.len()));
        }
        if let Some(item_schema) = &schema.items {
            for (at, item) in items.iter().enumerate() {
                self.value(item, item_schema, format!("{path}[{at}]"));
            }
        }
    }

    fn text(&mut self, text: &str, schema: &MetaSchema, path: String) {
        let length = text.chars().count();
        if let Some(max) = schema.max_length.filter(|max| length > *max) {
            return self.fault(path, format!("has {length} characters, at most {max} are allowed"));
        }
        if let Some(min) = schema.min_length.filter(|min| length < *min) {
            return self.fault(path, format!("has {length} characters, at least {min} are needed"));
        }
        let fits = match schema.format {
            Some("uuid") => uuid::Uuid::parse_str(text).is_ok(),
            Some("date-time") => chrono::DateTime::parse_from_rfc3339(text).is_ok(),
            _ => true,
        };
        if !fits {
            let wanted = schema.format.unwrap_or_default();
            self.fault(path, format!("{} is not {}", shown(&Value::from(text)), article(wanted)));
        }
    }

    fn number(&mut self, value: &Value, schema: &MetaSchema, path: String) {
        let number = value.as_f64().unwrap_or_default();
        // Unsigned integers carry no minimum of their own in the document.
        let floor = schema.minimum.or_else(|| schema.format.filter(|f| f.starts_with('u')).map(|_| 0.0));
        if let Some(max) = schema.maximum.filter(|max| number > *max) {
            self.fault(path, format!("{value} is more than {max}"));
        } else if let Some(min) = floor.filter(|min| number < *min) {
            self.fault(path, format!("{value} is less than {min}"));
        }
    }

    fn fault(&mut self, field: String, detail: String) {
        self.faults.push(FieldError { place: FieldPlace::Body, field, code: None, detail });
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn article(wanted: &str) -> String {
    match wanted {
        "integer" | "object" | "array" => format!("an {wanted}"),
        "uuid" => "a UUID".to_owned(),
        "date-time" => "a time as in 2026-01-31T12:00:00Z".to_owned(),
        _ => format!("a {wanted}"),
    }
}

/// A value as a reader would want to see it in a message: short, with its kind.
fn shown(value: &Value) -> String {
    match value {
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::String(text) if text.chars().count() > 60 => {
            format!("\"{}...\"", text.chars().take(57).collect::<String>())
        }
        other => other.to_string(),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use poem_openapi::{Enum, Object};
    use serde_json::json;

    use super::*;

    #[derive(Debug, Enum)]
    #[oai(rename_all = "snake_case")]
    enum Colour {
        Red,
        Green,
    }

    #[derive(Debug, Object)]
    #[oai(deny_unknown_fields)]
    struct Body {
        #[oai(validator(min_length = 1, max_length = 5))]
        name: String,
        count: Option<u32>,
        colours: Option<Vec<Colour>>,
        id: Option<uuid::Uuid>,
        inner: Option<Inner>,
    }

    #[derive(Debug, Object)]
    #[oai(deny_unknown_fields)]
    struct Inner {
        on: bool,
    }

    #[test]
    fn every_fault_is_named_with_its_place() {
        for (body, expected) in [
            (json!({"name": "ok"}), ""),
            (json!({"name": "ok", "count": null}), ""),
            (json!({"name": "ok", "count": 3, "colours": ["red"], "inner": {"on": true}}), ""),
            (json!({}), "name: is missing"),
            (json!([]), ": a list is not an object"),
            (json!({"nmae": "x"}), "name: is missing; nmae: is not a known field; did you mean 'name'?"),
            (json!({"name": 1}), "name: 1 is not a string"),
            (json!({"name": ""}), "name: has 0 characters, at least 1 are needed"),
            (json!({"name": "abcdef"}), "name: has 6 characters, at most 5 are allowed"),
            (
                json!({"name": "x", "count": "1", "id": "y"}),
                "count: \"1\" is not an integer; id: \"y\" is not a UUID",
            ),
            (json!({"name": "x", "count": -1}), "count: -1 is less than 0"),
            (json!({"name": "x", "count": 1.5}), "count: 1.5 is not an integer"),
            (
                json!({"name": "x", "colours": ["red", "blue"]}),
                "colours[1]: \"blue\" is not one of red, green",
            ),
            (json!({"name": "x", "inner": {"on": 1}}), "inner.on: 1 is not a boolean"),
            (json!({"name": "x", "inner": {}}), "inner.on: is missing"),
        ] {
            let mut faults: Vec<String> = faults::<Body>(&body)
                .into_iter()
                .map(|fault| format!("{}: {}", fault.field, fault.detail))
                .collect();
            faults.sort();
            assert_eq!(faults.join("; "), expected, "{body}");
        }
    }
}
