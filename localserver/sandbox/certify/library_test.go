package certify

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// block is the indented block of a document that holds a line.
func block(t *testing.T, document, line string) string {
	t.Helper()
	at := strings.Index(document, "    "+line)
	if at < 0 {
		t.Fatalf("the README lacks %s", line)
	}
	var out strings.Builder
	for l := range strings.Lines(document[at:]) {
		inside, indented := strings.CutPrefix(l, "    ")
		if !indented && strings.TrimSpace(l) != "" {
			break
		}
		out.WriteString(inside)
	}
	return out.String()
}

// The test that the README shows compiles in another module, with the lines of go.mod that stand there.
func TestTheLibraryIsOfUseInAnotherModule(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":         "module example.org/mine\n\ngo 1.26.0\n\n" + strings.Replace(block(t, string(readme), "require aisdesk"), "../aisdesk", root, 1),
		"go.sum":         string(sums),
		"client_test.go": block(t, string(readme), "package client_test"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	vet := exec.Command("go", "vet", "-mod=mod", ".")
	vet.Dir, vet.Env = dir, append(os.Environ(), "GOPROXY=off", "GOFLAGS=-trimpath", "GOWORK=off")
	if out, err := vet.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
