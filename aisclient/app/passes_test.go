package app

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"aisdesk/aisclient/ledger"
)

// TestAReplyIsReadOnce counts how often the elements of a reply are scanned, and how many checksums of it are begun, between
// the network or the disk and the rows that a screen shows:
//
//	AISDESK_TRACE=1 go test ./aisclient/app -run TestAReplyIsReadOnce -count 1 -v
//
// It profiles another process that imports, opens what it imported, opens a saved import, or opens a file. The looks at the
// command before its end are short: the bound leaves room for many of them, and none for a second reading.
func TestAReplyIsReadOnce(t *testing.T) {
	if mode := os.Getenv("AISDESK_TRACE"); mode != "1" && mode != "" {
		showReply(t, mode)
		return
	} else if mode == "" {
		t.Skip("builds the program with coverage only when asked: AISDESK_TRACE=1")
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "app.test")
	command(t, exec.Command("go", "test", "-c", "-o", program, "-covermode=count",
		"-coverpkg=aisdesk/aisclient/internal/xmlscan,aisdesk/aisclient/archive,aisdesk/aisclient/app/replyfile", "."))
	for _, c := range []struct {
		mode   string
		hashes int // what is stored is compressed and has a checksum of its own, which is made and read beside the reply's
	}{{"import", 2}, {"import and open", 2}, {"open", 2}, {"file", 1}} {
		profile := filepath.Join(dir, "profile")
		cmd := exec.Command(program, "-test.run", "^TestAReplyIsReadOnce$", "-test.coverprofile", profile)
		cmd.Env = append(os.Environ(), "AISDESK_TRACE="+c.mode, "AISDESK_TRACE_DIR="+dir)
		command(t, cmd)
		raw := savedReply(t, dir)
		elements := bytes.Count(raw, []byte("<")) - bytes.Count(raw, []byte("</")) - bytes.Count(raw, []byte("<?"))
		scans := entered(t, profile, "../internal/xmlscan/scanner.go", "func (s *Scanner) push(")
		hashes := entered(t, profile, "../archive/save.go", "func newHash()") + entered(t, profile, "replyfile/replyfile.go", "func (f *hashedFile) open()")
		t.Logf("%s: %d elements, %d scanned, %d checksums", c.mode, elements, scans, hashes)
		if elements < 1000 || scans < elements || scans > elements*3/2 {
			t.Errorf("%s: %d elements were scanned %d times", c.mode, elements, scans)
		}
		if hashes != c.hashes {
			t.Errorf("%s: %d checksums were begun, want %d", c.mode, hashes, c.hashes)
		}
	}
}

// showReply imports or opens a reply in the directory that the caller named.
func showReply(t *testing.T, mode string) {
	dir := os.Getenv("AISDESK_TRACE_DIR")
	file := filepath.Join(dir, "reply.xml")
	a := newApp(t, "")
	a.Config.DataDir = filepath.Join(dir, "import")
	if mode == "import and open" {
		a.Config.DataDir = filepath.Join(dir, "other")
	}
	switch mode {
	case "file":
		r, err := a.OpenFile(t.Context(), file)
		must(t, err)
		show(t, &r)
	case "open":
		imports, err := filepath.Glob(filepath.Join(a.Config.DataDir, "imports", "*"))
		must(t, err)
		for _, path := range imports {
			r, err := a.Open(t.Context(), filepath.Base(path))
			must(t, err)
			show(t, &r)
		}
	case "import":
		imported(t, a)
	case "import and open":
		r, err := a.Open(t.Context(), imported(t, a))
		must(t, err)
		show(t, &r)
	}
}

// savedReply gives the reply that the process in mode import saved, which it leaves as a file for the others.
func savedReply(t *testing.T, dir string) []byte {
	t.Helper()
	a := newApp(t, "")
	a.Config.DataDir = filepath.Join(dir, "import")
	imports, err := filepath.Glob(filepath.Join(a.Config.DataDir, "imports", "*"))
	must(t, err)
	if len(imports) != 1 {
		t.Fatalf("%d imports were saved in %s", len(imports), a.Config.DataDir)
	}
	r, err := a.Open(t.Context(), filepath.Base(imports[0]))
	must(t, err)
	raw, err := r.Raw(t.Context())
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, "reply.xml"), raw, 0o600))
	return raw
}

// show loads a reply as the screen does.
func show(t *testing.T, r *Reply) {
	t.Helper()
	must(t, r.LoadSmall(t.Context()))
	l, _, err := r.Load(t.Context(), func(*ledger.Ledger) {})
	must(t, err)
	if l.Len() == 0 {
		t.Error("no rows")
	}
}

// entered is how often a function was entered, by the profile: the count of the block that begins in its first line.
func entered(t *testing.T, profile, file, function string) int {
	t.Helper()
	source, err := os.ReadFile(file)
	must(t, err)
	before, _, ok := strings.Cut(string(source), function)
	if !ok {
		t.Fatalf("%s has no %s", file, function)
	}
	line := strings.Count(before, "\n") + 1
	f, err := os.Open(profile)
	must(t, err)
	defer f.Close()
	n := 0
	for s := bufio.NewScanner(f); s.Scan(); {
		block, counts, _ := strings.Cut(s.Text(), " ")
		name, place, _ := strings.Cut(block, ":")
		if from, _, _ := strings.Cut(place, "."); filepath.Base(name) == filepath.Base(file) && from == strconv.Itoa(line) {
			times, err := strconv.Atoi(counts[strings.LastIndex(counts, " ")+1:])
			must(t, err)
			n += times
		}
	}
	return n
}

func command(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args, err, out)
	}
}
