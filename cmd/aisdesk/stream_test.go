package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// HARDENING 10: a reply may come from the input and from pipes, as people expect of such programs, and a link that leads
// nowhere is called one.
func TestAReplyMayComeOnce(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell to write a program in")
	}
	d := newDesk(t)
	raw, err := os.ReadFile(caseFile("d01-btc8"))
	if err != nil {
		t.Fatal(err)
	}
	file := d.run("tx", caseFile("d01-btc8"), "--format", "csv").out
	if r := d.runWith(string(raw), "tx", "-", "--format", "csv"); r.code != 0 || r.out != file {
		t.Errorf("from the input: exit %d\n%s%s", r.code, r.out, r.err)
	}
	for _, c := range [][]string{{"show", "-"}, {"tx", "-", "--group", "month"}} {
		if r := d.runWith(string(raw), c...); r.code != 0 || !strings.Contains(r.out, "PLN") {
			t.Errorf("%v: exit %d\n%s%s", c, r.code, r.out, r.err)
		}
	}
	if r := d.runWith("", "show", "-"); r.code == 0 || !strings.Contains(r.err, "nothing came from standard input") {
		t.Errorf("nothing: exit %d %s", r.code, r.err)
	}
	link := filepath.Join(t.TempDir(), "reply.xml")
	if err := os.Symlink("/nowhere/at-all.xml", link); err != nil {
		t.Fatal(err)
	}
	if r := d.run("show", link); r.code == 0 || !strings.Contains(r.err, "is a link to /nowhere/at-all.xml, which is not there") {
		t.Errorf("a dangling link: exit %d %s", r.code, r.err)
	}
	if r := d.run("tx", caseFile("d01-btc8"), "--output", strings.TrimSuffix(link, ".xml")+".csv"); r.code != 0 {
		t.Errorf("a new file: %s", r.err)
	}
	if r := d.run("tx", caseFile("d01-btc8"), "--format", "csv", "--output", link); r.code == 0 {
		t.Error("a dangling link was written through")
	}
	bash, err := exec.LookPath("bash")
	if err != nil {
		return
	}
	c := exec.Command(bash, "-c", program(t)+` show <(sleep 0.3; cat "$0"); `+program(t)+` show <(true); `+program(t)+` tx "$0" --format csv >/dev/full; echo "rc $?"`, caseFile("d01-btc8"))
	c.Env = append(os.Environ(), homeOf(d.env["HOME"])...)
	out, _ := c.CombinedOutput()
	for _, want := range []string{"not read: amount \"0.00014884\"", "nothing came from /dev/fd/", "no space left on device", "rc 1"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
}
