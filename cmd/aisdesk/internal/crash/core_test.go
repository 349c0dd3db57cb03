//go:build unix && !aix && !solaris

package crash

import (
	"os"
	"os/exec"
	"testing"
)

// Security statement 36: a process that breaks down leaves no picture of its memory, not even where the system and Go's
// runtime are asked for one.
func TestABreakDownLeavesNoMemoryBehind(t *testing.T) {
	dir := t.TempDir()
	c := exec.Command("sh", "-c", "ulimit -c unlimited 2>/dev/null; exec "+os.Args[0])
	c.Dir, c.Env = dir, append(os.Environ(), "CRASH_TEST=core", "GOTRACEBACK=crash")
	if out, err := c.CombinedOutput(); err == nil {
		t.Fatalf("it did not break down: %s", out)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
	limit, err := exec.Command("sh", "-c", "CRASH_TEST=limit "+os.Args[0]).Output()
	if err != nil || string(limit) != "0\n" {
		t.Errorf("the limit is %q, %v", limit, err)
	}
}
