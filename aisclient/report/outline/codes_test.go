package outline

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"
)

// Every code that a check can have stands in a report with what it means: the codes are read from where they are defined.
func TestEveryCodeHasWords(t *testing.T) {
	n := 0
	for _, file := range []string{"../../verify/check.go", "../../identity/name.go"} {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(x ast.Node) bool {
			spec, ok := x.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			if kind, ok := spec.Type.(*ast.Ident); !ok || kind.Name != "Code" {
				return true
			}
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if n++; err != nil || codeMeans(value) == "" {
				t.Errorf("%s: code %s has no words", file, value)
			}
			return true
		})
	}
	if n < 40 {
		t.Errorf("%d codes only", n)
	}
	if got := codes([]string{"NOT_FOUND", "NEWER"}); got != "NOT_FOUND (no sign was found in data that would show one), NEWER" {
		t.Error(got)
	}
}
