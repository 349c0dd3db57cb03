// Package schematest holds the schemas of what commands print against the types that they print.
package schematest

import (
	"bytes"
	"encoding"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

var update = flag.Bool("update", false, "write the schemas anew")

// versions are those of the forms; a form that is not here has version 1.
var versions = map[string]int{"import": 2, "import-event": 2}

// Schema is a JSON Schema, or a part of one.
type Schema map[string]any

// Hold fails where the schemas in the binary are not those of the values that a package of commands prints, by the names of the
// schemas. A field that was added, dropped or renamed shows here, and is then to be thought about: does the version rise?
func Hold(t *testing.T, printed map[string]any) {
	t.Helper()
	for name, v := range printed {
		s, ok := v.(Schema)
		if !ok {
			s = Of(reflect.TypeOf(v))
		}
		hold(t, name, s)
	}
}

func hold(t *testing.T, name string, s Schema) {
	t.Helper()
	version := max(1, versions[name])
	s["$schema"], s["$id"] = "https://json-schema.org/draft/2020-12/schema", "urn:aisdesk:schema:"+name+":"+string(rune('0'+version))
	s["title"] = "What aisdesk prints as JSON: " + name
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(s); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("..", "schemacmd", "schemas", name+".json")
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, _ := os.ReadFile(file); !bytes.Equal(got, b.Bytes()) {
		t.Errorf("%s is not what the types say; go test -update writes it", file)
	}
}

var special = map[reflect.Type]Schema{
	reflect.TypeFor[aisclient.Amount](): {"type": "number", "description": "exact decimal with two to four decimals"},
	reflect.TypeFor[aisclient.Date]():   {"type": "string", "description": "YYYY-MM-DD"},
	reflect.TypeFor[text.Text]():        {"type": "string"},
	reflect.TypeFor[time.Time]():        {"type": "string", "format": "date-time"},
}

// Of describes a type as encoding/json writes it.
func Of(t reflect.Type) Schema {
	if s, ok := special[t]; ok {
		return maps.Clone(s)
	}
	switch {
	case t.Kind() == reflect.Pointer:
		return Of(t.Elem())
	case t.Implements(reflect.TypeFor[encoding.TextMarshaler]()), t.Kind() == reflect.String:
		return Schema{"type": "string"}
	}
	switch t.Kind() {
	case reflect.Bool:
		return Schema{"type": "boolean"}
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return Schema{"type": "string", "contentEncoding": "base64"}
		}
		return Schema{"type": []string{"array", "null"}, "items": Of(t.Elem())}
	case reflect.Map:
		return Schema{"type": "object", "additionalProperties": Of(t.Elem())}
	case reflect.Struct:
		return structSchema(t)
	case reflect.Float32, reflect.Float64:
		return Schema{"type": "number"}
	}
	return Schema{"type": "integer"}
}

func structSchema(t reflect.Type) Schema {
	properties, required := Schema{}, []string{}
	docs := commentsOf(t)
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || !f.IsExported() && !f.Anonymous {
			continue
		}
		if f.Anonymous && name == "" {
			inner := Of(f.Type)
			maps.Copy(properties, inner["properties"].(Schema))
			required = append(required, inner["required"].([]string)...)
			continue
		}
		if name == "" {
			name = f.Name
		}
		s := Of(f.Type)
		if doc := docs[f.Name]; doc != "" {
			s["description"] = doc
		}
		properties[name] = s
		if !strings.Contains(options, "omit") {
			required = append(required, name)
		}
	}
	return Schema{"type": "object", "properties": properties, "required": required}
}

// commentsOf are the comments of a struct's fields in its source.
func commentsOf(t reflect.Type) map[string]string {
	out := map[string]string{}
	dir := filepath.Join("../../../..", strings.TrimPrefix(t.PkgPath(), "aisdesk"))
	files, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok || spec.Name.Name != t.Name() {
				return true
			}
			if s, ok := spec.Type.(*ast.StructType); ok {
				for _, field := range s.Fields.List {
					doc := strings.Join(strings.Fields(field.Doc.Text()+field.Comment.Text()), " ")
					for _, name := range field.Names {
						out[name.Name] = doc
					}
				}
			}
			return false
		})
	}
	return out
}
