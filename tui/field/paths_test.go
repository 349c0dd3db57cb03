package field

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Names go on whatever their case; hidden ones only behind a point.
func TestPathsUnder(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"Reply.xml", "report.pdf", ".secret"} {
		if err := os.WriteFile(filepath.Join(home, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(home, "replies"), 0o700); err != nil {
		t.Fatal(err)
	}
	where := func(s string) string { return strings.Replace(s, "~", home, 1) }
	for typed, want := range map[string][]string{"~/": {"~/Reply.xml", "~/replies", "~/report.pdf"}, "~/REPL": {"~/Reply.xml", "~/replies"}, "~/.": {"~/.secret"}, "~/x": nil} {
		all, err := PathsUnder(typed, where)
		var got []string
		for _, p := range all {
			if got = append(got, p.Typed); p.Folder != (p.Typed == "~/replies") {
				t.Errorf("%s is a folder: %v", p.Typed, p.Folder)
			}
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v", typed, got, err)
		}
	}
	if _, err := PathsUnder("~/none/x", where); err == nil {
		t.Error("a folder that is not there has no error")
	}
}

func TestCommonPaths(t *testing.T) {
	for want, all := range map[string][]Path{"~/re": {}, "~/replies/": {{"~/replies", true}}, "~/rep": {{"~/replies", true}, {"~/report.pdf", false}}, "~/reply.xml": {{"~/reply.xml", false}}} {
		if got := Common("~/re", all); got != want {
			t.Errorf("%v: %q, want %q", all, got, want)
		}
	}
	if got := Common("~/re", []Path{{"~/Reply", false}, {"~/report", false}}); got != "~/re" {
		t.Errorf("%q", got)
	}
}
