package tui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// mostMethods is how many methods a type may have: with more it is several things.
const mostMethods = 30

// crowded are types outside the terminal program that still have more, with how many at most. The list only gets shorter.
var crowded = map[string]int{
	"aisclient.Client": 50, "aisclient/app.App": 50, "aisclient/archive.Store": 90, "aisclient/internal/xmlscan.Scanner": 60,
	"aisclient/insight/party.builder": 40, "aisclient/insight/quality.Input": 50, "aisclient/insight/stream.Streams": 50,
	"aisclient/ledger.Ledger": 80, "cmd/aisdesk.cli": 50, "localserver/sandbox.Sandbox": 40,
}

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
		if n > max(mostMethods, crowded[name]) {
			t.Errorf("%s has %d methods, more than %d: let a part of it own some of the state", name, n, max(mostMethods, crowded[name]))
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
