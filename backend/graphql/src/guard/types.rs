//! What the schema says about types, as far as cost and merging need it; read from the SDL once at start.

use std::collections::HashMap;

use async_graphql::Value;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    BaseType, FieldDefinition, OperationType, ServiceDocument, Type, TypeDefinition, TypeKind,
    TypeSystemDefinition,
};
use async_graphql::{Name, Positioned};

/// Rows assumed where a list has no page size.
pub const ASSUMED_ROWS: u64 = 10;

/// The types that every schema has; they are not in the SDL.
const INTROSPECTION: &str = "
type __Schema { description: String types: [__Type!]! queryType: __Type! mutationType: __Type subscriptionType: __Type
  directives: [__Directive!]! }
type __Type { kind: __TypeKind! name: String description: String specifiedByURL: String isOneOf: Boolean
  fields(includeDeprecated: Boolean = false): [__Field!] interfaces: [__Type!] possibleTypes: [__Type!]
  enumValues(includeDeprecated: Boolean = false): [__EnumValue!] inputFields: [__InputValue!] ofType: __Type }
type __Field { name: String! description: String args: [__InputValue!]! type: __Type! isDeprecated: Boolean!
  deprecationReason: String }
type __InputValue { name: String! description: String type: __Type! defaultValue: String isDeprecated: Boolean!
  deprecationReason: String }
type __EnumValue { name: String! description: String isDeprecated: Boolean! deprecationReason: String }
type __Directive { name: String! description: String isRepeatable: Boolean! locations: [__DirectiveLocation!]!
  args: [__InputValue!]! }
";

/// The composite types of a schema.
#[derive(Debug, Default)]
pub struct TypeTable {
    types: HashMap<String, TypeInfo>,
    query: String,
    mutation: String,
    subscription: String,
}

/// An object type, interface or union.
#[derive(Debug, Default)]
pub struct TypeInfo {
    /// Its name.
    pub name: String,
    /// Whether several object types answer for it.
    pub is_abstract: bool,
    /// One page of a list: its lists have as many rows as the field that gave the page was asked for.
    pub is_page: bool,
    /// Interfaces and unions it answers for.
    pub belongs_to: Vec<String>,
    fields: HashMap<String, FieldInfo>,
}

/// A field of a type.
#[derive(Debug)]
pub struct FieldInfo {
    /// Name of its type without list and non-null marks.
    pub ty: String,
    /// Whether it is a list.
    pub is_list: bool,
    /// Page size when it takes one and none is given.
    pub default_first: Option<u64>,
}

/// The SDL is not one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SdlError(pub String);

impl std::fmt::Display for SdlError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the schema is not understood: {}", self.0)
    }
}

impl std::error::Error for SdlError {}

impl TypeTable {
    /// Reads the types of a schema.
    pub fn from_sdl(sdl: &str) -> Result<Self, SdlError> {
        let mut table = Self {
            query: "Query".to_owned(),
            mutation: "Mutation".to_owned(),
            subscription: "Subscription".to_owned(),
            ..Self::default()
        };
        for text in [INTROSPECTION, sdl] {
            table.read(parse_schema(text).map_err(|error| SdlError(error.to_string()))?);
        }
        if let Some(query) = table.types.get_mut(&table.query) {
            for (name, ty) in [("__schema", "__Schema"), ("__type", "__Type")] {
                query.fields.insert(
                    name.to_owned(),
                    FieldInfo {
                        ty: ty.to_owned(),
                        is_list: false,
                        default_first: None,
                    },
                );
            }
        }
        Ok(table)
    }

    /// The type of that name, if it has fields.
    pub fn get(&self, name: &str) -> Option<&TypeInfo> {
        self.types.get(name)
    }

    /// The root type of an operation.
    pub fn root(&self, operation: OperationType) -> Option<&TypeInfo> {
        self.get(match operation {
            OperationType::Query => &self.query,
            OperationType::Mutation => &self.mutation,
            OperationType::Subscription => &self.subscription,
        })
    }

    fn read(&mut self, document: ServiceDocument) {
        let mut unions = Vec::new();
        for definition in document.definitions {
            match definition {
                TypeSystemDefinition::Schema(schema) => {
                    let schema = schema.node;
                    rename(&mut self.query, schema.query);
                    rename(&mut self.mutation, schema.mutation);
                    rename(&mut self.subscription, schema.subscription);
                }
                TypeSystemDefinition::Type(definition) => unions.extend(self.read_type(definition.node)),
                TypeSystemDefinition::Directive(_) => {}
            }
        }
        for (union, member) in unions {
            self.entry(member.as_str()).belongs_to.push(union);
        }
    }

    /// Adds a type; returns the members where it is a union.
    fn read_type(&mut self, definition: TypeDefinition) -> Vec<(String, Name)> {
        let name = definition.name.node.to_string();
        let info = self.entry(&name);
        let (fields, implements) = match definition.kind {
            TypeKind::Object(object) => (object.fields, object.implements),
            TypeKind::Interface(interface) => {
                info.is_abstract = true;
                (interface.fields, interface.implements)
            }
            TypeKind::Union(union) => {
                info.is_abstract = true;
                return union
                    .members
                    .into_iter()
                    .map(|member| (name.clone(), member.node))
                    .collect();
            }
            TypeKind::Scalar | TypeKind::Enum(_) | TypeKind::InputObject(_) => {
                self.types.remove(&name);
                return Vec::new();
            }
        };
        info.belongs_to
            .extend(implements.into_iter().map(|name| name.node.to_string()));
        info.fields.extend(
            fields
                .into_iter()
                .map(|field| (field.node.name.node.to_string(), FieldInfo::of(&field.node))),
        );
        Vec::new()
    }

    fn entry(&mut self, name: &str) -> &mut TypeInfo {
        self.types.entry(name.to_owned()).or_insert_with(|| TypeInfo {
            name: name.to_owned(),
            is_page: name.ends_with("Connection") || name.ends_with("Page"),
            ..TypeInfo::default()
        })
    }
}

impl TypeInfo {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&FieldInfo> {
        self.fields.get(name)
    }

    /// Whether a fragment on `condition` always applies to a value of this type.
    pub fn always_is(&self, condition: &str) -> bool {
        self.name == condition || self.belongs_to.iter().any(|name| name == condition)
    }
}

impl FieldInfo {
    fn of(field: &FieldDefinition) -> Self {
        let first = field
            .arguments
            .iter()
            .find(|argument| argument.node.name.node == "first");
        Self {
            ty: base_name(&field.ty.node).to_owned(),
            is_list: matches!(field.ty.node.base, BaseType::List(_)),
            default_first: first.map(|argument| {
                match argument.node.default_value.as_ref().map(|value| &value.node) {
                    Some(Value::Number(rows)) => rows.as_u64().unwrap_or(ASSUMED_ROWS),
                    _ => ASSUMED_ROWS,
                }
            }),
        }
    }
}

fn base_name(ty: &Type) -> &str {
    match &ty.base {
        BaseType::Named(name) => name.as_str(),
        BaseType::List(inner) => base_name(inner),
    }
}

fn rename(name: &mut String, to: Option<Positioned<Name>>) {
    if let Some(to) = to {
        *name = to.node.to_string();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checked_in_schema_is_understood() {
        let table = TypeTable::from_sdl(include_str!("../../schema.graphql")).unwrap();
        let query = table.root(OperationType::Query).unwrap();
        let problems = query.field("problems").unwrap();
        assert_eq!(
            (problems.ty.as_str(), problems.default_first),
            ("ProblemConnection", Some(50))
        );
        assert!(table.get("ProblemConnection").unwrap().is_page);
        assert!(table.get("Problem").unwrap().field("events").unwrap().is_list);
        assert!(
            table.root(OperationType::Mutation).is_some()
                && table.root(OperationType::Subscription).is_some()
        );
    }

    #[test]
    fn abstract_types_know_their_objects() {
        let sdl = "schema { query: Root } interface Node { id: ID! } type A implements Node { id: ID! } type B { x: Int }
            union Both = A | B scalar S enum E { X } input I { a: Int } type Root { both: [Both!]! }";
        let table = TypeTable::from_sdl(sdl).unwrap();
        let a = table.get("A").unwrap();
        assert!(a.always_is("A") && a.always_is("Node") && a.always_is("Both") && !a.always_is("B"));
        assert!(table.get("Both").unwrap().is_abstract && !a.is_abstract);
        assert!(
            table
                .root(OperationType::Query)
                .unwrap()
                .field("__schema")
                .is_some()
        );
        assert!(table.get("I").is_none() && table.get("S").is_none());
        assert!(TypeTable::from_sdl("type {").is_err());
    }
}
