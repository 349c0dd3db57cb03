package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// maxProgram is the size in bytes that the stripped program stays under.
const maxProgram = 32_000_000

// A library that calls methods by names that it makes up keeps the linker from leaving out any method of the program: that
// alone was over 3 MB. -ldflags=-dumpdep names such calls as ReflectMethod.
func TestProgramStaysSmall(t *testing.T) {
	bin := filepath.Join(t.TempDir(), "aisdesk")
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", bin, ".")
	build.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	info, err := os.Stat(bin)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > maxProgram {
		t.Errorf("the stripped program has %d bytes, over %d", info.Size(), maxProgram)
	}
	t.Logf("%d bytes", info.Size())
}
