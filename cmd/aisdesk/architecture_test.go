package main

import (
	"flag"
	"go/doc"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var architecture = flag.Bool("architecture", false, "write the list of packages in ARCHITECTURE.md anew")

const (
	root             = "../.."
	architectureFile = root + "/.github/ARCHITECTURE.md"
	packagesHeading  = "## Packages\n\n"
)

// The list of packages is what their own documentation says, no more and no less.
func TestArchitectureNamesEveryPackage(t *testing.T) {
	text := contents(t, architectureFile)
	before, rest, found := strings.Cut(text, packagesHeading)
	list, after, ends := strings.Cut(rest, "\n## ")
	if !found || !ends {
		t.Fatalf("%s has no list under %q", architectureFile, packagesHeading)
	}
	want := packageList(t)
	if strings.Count(want, "\n") < 100 {
		t.Fatalf("only these packages were found: the test looks in the wrong place\n%s", want)
	}
	if *architecture {
		if err := os.WriteFile(architectureFile, []byte(before+packagesHeading+want+"\n## "+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	have, should := strings.Split(list, "\n"), strings.Split(want, "\n")
	for _, line := range should {
		if !slices.Contains(have, line) {
			t.Errorf("missing: %s", line)
		}
	}
	for _, line := range have {
		if !slices.Contains(should, line) {
			t.Errorf("not so: %s", line)
		}
	}
	if t.Failed() {
		t.Log("go test ./cmd/aisdesk -run Architecture -architecture writes it anew")
	}
}

// packageList is a line a package, in the order of their paths: its name and what the first sentence of its documentation
// says, up to a colon.
func packageList(t *testing.T) string {
	t.Helper()
	said := map[string]string{}
	for _, top := range []string{"cmd", "tui", "localserver", "aisclient"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(file string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && d.Name() == "testdata" {
				return fs.SkipDir
			}
			if err != nil || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments|parser.PackageClauseOnly)
			if err != nil {
				return err
			}
			dir, _ := filepath.Rel(root, filepath.Dir(file))
			dir = filepath.ToSlash(dir)
			said[dir] += f.Doc.Text()
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	var b strings.Builder
	for _, dir := range slices.Sorted(maps.Keys(said)) {
		sentence, _, _ := strings.Cut(new(doc.Package).Synopsis(said[dir]), ":")
		words := strings.SplitN(strings.TrimSuffix(sentence, "."), " ", 3)
		if len(words) < 3 || words[1] != path.Base(dir) {
			t.Errorf("%s is not documented as a package: %q", dir, sentence)
			continue
		}
		b.WriteString("- `" + dir + "` " + words[2] + "\n")
	}
	return b.String()
}

var (
	codeSpan = regexp.MustCompile("`([^`\n]+)`")
	fileName = regexp.MustCompile(`^[\w./*{},-]+\.(go|toml|md|sh)$`)
	ownPath  = regexp.MustCompile(`^(cmd|tui|localserver|aisclient|internal|archive|report)/[\w./*{},-]+$`)
)

// What ARCHITECTURE.md names in code spans is there: paths from the top or from aisclient, and files of a directory that was
// named before in the same section.
func TestArchitectureNamesWhatIsThere(t *testing.T) {
	checked := 0
	for section := range strings.SplitSeq(contents(t, architectureFile), "\n## ") {
		dirs := []string{".", "aisclient"}
		for _, span := range codeSpan.FindAllStringSubmatch(section, -1) {
			name := span[1]
			if !fileName.MatchString(name) && !ownPath.MatchString(name) {
				continue
			}
			checked++
			there := false
			for _, alternative := range alternatives(name) {
				for _, dir := range dirs {
					at := path.Join(dir, alternative)
					if found, _ := filepath.Glob(filepath.Join(root, at)); len(found) > 0 {
						there = true
						if fi, err := os.Stat(found[0]); err == nil && !fi.IsDir() {
							at = path.Dir(at)
						}
						dirs = append(dirs, at)
						break
					}
					there = false
				}
				if !there {
					t.Errorf("## %s: there is no %s", strings.SplitN(section, "\n", 2)[0], alternative)
				}
			}
		}
	}
	if checked < 150 {
		t.Errorf("only %d names were looked at", checked)
	}
}

// alternatives are the names that one with braces stands for.
func alternatives(name string) []string {
	before, rest, found := strings.Cut(name, "{")
	inner, after, closed := strings.Cut(rest, "}")
	if !found || !closed {
		return []string{name}
	}
	var all []string
	for s := range strings.SplitSeq(inner, ",") {
		all = append(all, before+s+after)
	}
	return all
}

func contents(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
