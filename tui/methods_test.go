package tui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mostMethods is how many methods a type may have: with more it is several things.
const mostMethods = 30

// crowded are the types outside the terminal program that still have more. Whoever splits one takes it off the list. A ledger
// has one short reader a column, which every package above calls. A store owns its pins, its temporary files and the sealing of
// imports, which want types of their own: pins first, which touch least of the rest.
var crowded = []string{"aisclient/archive.Store", "aisclient/ledger.Ledger"}

func TestNoTypeHasTooManyMethods(t *testing.T) {
	count := map[string]int{}
	err := filepath.WalkDir("..", func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == "testdata" {
			return fs.SkipDir
		}
		if err != nil || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		dir, _ := filepath.Rel("..", filepath.Dir(p))
		for _, decl := range f.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv != nil {
				count[filepath.ToSlash(dir)+"."+receiver(fn.Recv.List[0].Type)]++
			}
		}
		return nil
	})
	if err != nil || len(count) < 100 {
		t.Fatalf("%d types found: %v", len(count), err)
	}
	for name, n := range count {
		switch known := slices.Contains(crowded, name); {
		case n > mostMethods && !known:
			t.Errorf("%s has %d methods, more than %d: let a part of it own some of the state", name, n, mostMethods)
		case n <= mostMethods && known:
			t.Errorf("%s has %d methods: take it off the list", name, n)
		}
	}
}

// receiver is the name of a method's type, without pointer and parameters.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}
