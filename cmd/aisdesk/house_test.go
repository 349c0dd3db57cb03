package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers lists the packages from the lowest layer up. A package may import packages of a lower layer and packages below
// itself, and no other of its own layer.
var layers = [][]string{
	{"aisclient/text", "aisclient/atomicfile", "aisclient/english", "aisclient/signature", "aisclient/keyring", "aisclient/internal/backoff"},
	{"aisclient/objects", "aisclient/internal/xmlscan", "aisclient/internal/httpbody", "aisclient/internal/orderedjson"},
	{"aisclient/internal/xmlread", "aisclient/internal/sniff", "aisclient/archive/disk"},
	{"aisclient"},
	{"aisclient/rules", "aisclient/category", "aisclient/har", "aisclient/identity", "aisclient/calendar", "aisclient/callback", "aisclient/money"},
	{"aisclient/lexicon", "aisclient/casefile", "aisclient/archive/seal", "aisclient/archive/pin"},
	{"aisclient/archive", "aisclient/ledger"},
	{"aisclient/intake", "aisclient/insight", "aisclient/team"},
	{"aisclient/verify", "aisclient/library", "aisclient/replica"},
	{"aisclient/report"},
	{"aisclient/portfolio"},
	{"aisclient/app"},
	{"tui", "localserver"},
	{"cmd"},
}

// inside orders the packages of the terminal program, from the lowest up.
var inside = []string{"tui/guard", "tui/background", "tui/line", "tui/number", "tui/cell", "tui/theme", "tui/terminal", "tui/chart", "tui/grid", "tui/field", "tui/pane", "tui"}

// insideSandbox orders the packages of the sandbox, from the lowest up.
var insideSandbox = []string{"localserver/sandbox/bank", "localserver/sandbox/analytics", "localserver/sandbox/widget",
	"localserver/sandbox/scenario", "localserver/sandbox/state", "localserver/sandbox/api", "localserver/sandbox/control",
	"localserver/sandbox", "localserver/sandbox/certify"}

// parts of panes: several panes use them, they use no pane.
var parts = []string{"tui/pane/page", "tui/pane/format", "tui/pane/rows", "tui/pane/period", "tui/pane/findings",
	"tui/pane/export"}

// outsideOf says which foreign modules belong to which packages only.
var outsideOf = []struct {
	prefix string
	owners []string
}{
	{"github.com/charmbracelet/bubbletea", []string{"tui"}},
	{"github.com/charmbracelet/bubbles", []string{"tui"}},
	{"github.com/charmbracelet/lipgloss", []string{"tui"}},
	{"github.com/pkg/browser", []string{"localserver/opener"}},
	{"github.com/spf13/cobra", []string{"cmd"}},
	{"codeberg.org/go-pdf/fpdf", []string{"aisclient/report/pdf"}},
	{"golang.org/x/image", []string{"aisclient/report/pdf"}},
	{"github.com/parquet-go/parquet-go", []string{"aisclient/portfolio/parquet"}},
	{"github.com/minio/minio-go", []string{"aisclient/objects/s3"}},
	{"github.com/zalando/go-keyring", []string{"aisclient/keyring"}},
	{"github.com/hiddeco/sshsig", []string{"aisclient/signature"}},
	{"golang.org/x/crypto/ssh", []string{"aisclient/signature"}},
}

type imported struct {
	from, to string // paths below the module
	file     string
	test     bool
}

func TestImportsRunDown(t *testing.T) {
	for _, i := range allImports(t) {
		to, own := strings.CutPrefix(i.to, "aisdesk/")
		if !own {
			checkOutside(t, i)
			continue
		}
		checkLayer(t, i, to)
		checkSandbox(t, i, to)
		checkInside(t, i, to)
	}
}

func checkLayer(t *testing.T, i imported, to string) {
	if i.test && (testOnly(to) || below(to, "localserver/sandbox")) {
		return // the sandbox imports nothing of the program: any test may run against it
	}
	from, fromPackage := layerOf(i.from)
	target, toPackage := layerOf(to)
	switch {
	case from < 0 || target < 0:
		t.Errorf("%s: %s -> %s: a package without a layer", i.file, i.from, to)
	case from < target:
		t.Errorf("%s: %s imports %s, which is in a higher layer", i.file, i.from, to)
	case from == target && fromPackage != toPackage:
		t.Errorf("%s: %s imports %s of its own layer", i.file, i.from, to)
	}
}

// checkSandbox holds that the sandbox and the program share nothing: both follow the provider's contract, so
// that an error in one shows.
func checkSandbox(t *testing.T, i imported, to string) {
	const sandbox = "localserver/sandbox"
	fromSandbox := below(i.from, sandbox)
	if fromSandbox && !below(to, sandbox) && !(i.test && testOnly(to)) {
		t.Errorf("%s: the sandbox imports %s", i.file, to)
	}
	if fromSandbox && below(to, sandbox) && !i.test && rankIn(insideSandbox, i.from) < rankIn(insideSandbox, to) {
		t.Errorf("%s: %s imports %s, which stands above it", i.file, i.from, to)
	}
	if below(to, sandbox) && !fromSandbox && !below(i.from, "cmd") && !i.test {
		t.Errorf("%s: %s imports the sandbox", i.file, i.from)
	}
}

func checkInside(t *testing.T, i imported, to string) {
	if !below(i.from, "tui") || !below(to, "tui") || i.test {
		return
	}
	if strings.HasPrefix(i.from, "tui/pane/") && strings.HasPrefix(to, "tui/pane/") && i.from != to &&
		!slices.Contains(parts, to) && !strings.HasPrefix(i.from, to+"/") && !strings.HasPrefix(to, i.from+"/") {
		t.Errorf("%s: pane %s imports pane %s", i.file, i.from, to)
	}
	if rankIn(inside, i.from) < rankIn(inside, to) {
		t.Errorf("%s: %s imports %s, which stands above it", i.file, i.from, to)
	}
}

// No front end uses another's types: what both need stands in aisclient/app.
func TestNothingOutsideTheScreenImportsPanes(t *testing.T) {
	for _, i := range allImports(t) {
		if to, own := strings.CutPrefix(i.to, "aisdesk/"); own && below(to, "tui/pane") && !below(i.from, "tui") {
			t.Errorf("%s imports %s", i.file, to)
		}
	}
}

func checkOutside(t *testing.T, i imported) {
	if i.test {
		return
	}
	for _, o := range outsideOf {
		if !strings.HasPrefix(i.to, o.prefix) {
			continue
		}
		ok := false
		for _, owner := range o.owners {
			ok = ok || below(i.from, owner)
		}
		if !ok {
			t.Errorf("%s: %s belongs to %v only", i.file, i.to, o.owners)
		}
	}
}

func TestTopLevelIsFixed(t *testing.T) {
	allowed := map[string]bool{"cmd": true, "tui": true, "aisclient": true, "localserver": true,
		"go.mod": true, "go.sum": true, "README.md": true, "LICENSE": true}
	entries, err := os.ReadDir("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !allowed[e.Name()] && !strings.HasPrefix(e.Name(), ".") && e.Name() != "aisdesk" {
			t.Errorf("%s does not belong on the top level", e.Name())
		}
	}
}

// allImports reads the imports of every Go file of the module.
func allImports(t *testing.T) []imported {
	t.Helper()
	var out []imported
	root := "../.."
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == "testdata" {
			return fs.SkipDir // Go does not build it
		}
		if err != nil || !strings.HasSuffix(p, ".go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, p)
		for _, spec := range f.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			out = append(out, imported{from: filepath.ToSlash(filepath.Dir(rel)), to: path, file: rel,
				test: strings.HasSuffix(p, "_test.go") || testOnly(filepath.ToSlash(filepath.Dir(rel)))})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 20 {
		t.Fatalf("only %d imports found: the test looks in the wrong place", len(out))
	}
	return out
}

// testOnly names packages that only tests import.
func testOnly(p string) bool {
	switch filepath.Base(p) {
	case "replytest", "modeltest", "reporttest", "ledgertest", "browsertest", "testenv", "robot", "objectstest", "s3test", "schematest":
		return true
	}
	return false
}

func below(p, parent string) bool { return p == parent || strings.HasPrefix(p, parent+"/") }

// layerOf finds the layer of a package by the longest entry that it is or stands below.
func layerOf(p string) (layer int, entry string) {
	layer = -1
	for n, entries := range layers {
		for _, e := range entries {
			if below(p, e) && len(e) > len(entry) {
				layer, entry = n, e
			}
		}
	}
	return layer, entry
}

// rankIn is the place of a package in an order, by the longest entry that it is or stands below.
func rankIn(order []string, p string) int {
	best, n := "", 0
	for i, r := range order {
		if below(p, r) && len(r) >= len(best) {
			best, n = r, i
		}
	}
	return n
}

// mostFiles is how many files a package may have besides its tests: more are more than one idea.
const mostFiles = 25

func TestPackagesAreSmall(t *testing.T) {
	files := map[string]int{}
	for _, top := range []string{"cmd", "tui", "aisclient", "localserver"} {
		err := filepath.WalkDir(filepath.Join("..", "..", top), func(path string, d fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") && !strings.Contains(path, "testdata") {
				files[filepath.Dir(path)]++
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(files) < 20 {
		t.Fatalf("only %d packages found: the test looks in the wrong place", len(files))
	}
	for dir, n := range files {
		if n > mostFiles {
			t.Errorf("%s has %d files, at most %d", dir, n, mostFiles)
		}
	}
}
