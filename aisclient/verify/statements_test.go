package verify

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// statements is how many numbered statements each section of the specification of judgement has.
var statements = map[int]int{0: 7, 1: 7, 2: 8, 3: 4, 4: 9, 5: 12, 6: 6, 7: 9, 8: 9, 9: 6, 10: 3}

var numbered = regexp.MustCompile(`(?m)^func TestS(\d+)_(\d+)_\w+\(`)

// Every numbered statement has a test that bears its number, here or in the package that implements it.
func TestEveryStatementHasATest(t *testing.T) {
	held := map[string]bool{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		src, err := os.ReadFile(path)
		for _, m := range numbered.FindAllStringSubmatch(string(src), -1) {
			held[m[1]+"."+m[2]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for section, n := range statements {
		for k := range n {
			if number := fmt.Sprintf("%d.%d", section, k+1); !held[number] {
				t.Errorf("statement %s has no test", number)
			}
		}
	}
}
