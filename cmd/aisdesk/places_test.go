package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/localserver/testenv"
)

// dangling is a link to what is not there.
func dangling(t *testing.T, name string) string {
	t.Helper()
	link := filepath.Join(t.TempDir(), name)
	if err := os.Symlink("/nowhere/at-all", link); err != nil {
		t.Fatal(err)
	}
	return link
}

// A state directory that cannot be written, here a link to a disk that is away, is said by every command that works with the archive,
// and what was deleted meanwhile is not missed once it is back.
func TestAStateDirectoryThatCannotBeWrittenIsSaid(t *testing.T) {
	d := newDesk(t)
	id := d.imported().ID
	state := d.env["XDG_STATE_HOME"]
	away := state + "-away"
	if err := os.Rename(state, away); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/nowhere/at-all", state); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"import", "--env", "sandbox", "--login", "test1", "--speed", "50"}, {"list"}, {"list", "--quiet"}, {"case", "new", "loan"}} {
		if r := d.run(args...); r.code != cli.ExitOK || !strings.Contains(r.err, "warning: "+state+"/aisdesk, where this machine notes what it saves and deletes, cannot be written: "+state+" is a link to /nowhere/at-all, which is not there") ||
			!strings.Contains(r.err, "XDG_STATE_HOME") {
			t.Errorf("%v: exit %d %s", args, r.code, r.err)
		}
	}
	says(t, d.run("delete", id, "--yes"), cli.ExitError, "warning: "+state, "nothing was deleted")
	if err := os.Remove(state); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(away, state); err != nil {
		t.Fatal(err)
	}
	if r := d.run("list"); r.code != cli.ExitOK || strings.Contains(r.err, "Attention") || strings.Contains(r.err, "warning") {
		t.Errorf("once it is back: exit %d %s", r.code, r.err)
	}
	says(t, d.run("delete", id, "--yes"), cli.ExitOK)
}

// A link that leads nowhere is named as such wherever a file or folder can be named.
func TestALinkToNowhereIsNamedAsSuch(t *testing.T) {
	d := newDesk(t)
	d.imported()
	link := dangling(t, "x.json")
	for _, args := range [][]string{
		{"show", link}, {"check", link}, {"report", "latest", "--claims", link}, {"report", "--from", link}, {"restore", link}, {"list", "--config", link}, {"list", "--data-dir", link},
		{"encrypt", "recover", link}, {"lexicon", "check", link}, {"import", "--env", "sandbox", "--login", "test1", "--customers", link},
	} {
		if r := d.run(args...); r.code == cli.ExitOK || !strings.Contains(r.err, link+" is a link to /nowhere/at-all, which is not there") {
			t.Errorf("%v: exit %d %s", args, r.code, r.err)
		}
	}
	for variable, args := range map[string][]string{"AISDESK_API_KEY_FROM": {"catalog", "--env", "test", "--client", "x"}, "AISDESK_PASSPHRASE_FILE": {"encrypt", "passphrase"}} {
		d.env[variable] = link
		if r := d.run(args...); r.code == cli.ExitOK || !strings.Contains(r.err, link+" is a link to /nowhere/at-all, which is not there") {
			t.Errorf("%s: exit %d %s", variable, r.code, r.err)
		}
		delete(d.env, variable)
	}
}

// What commands write does not go among the files of an archive, where a name such as that of the key would end it.
func TestNothingIsWrittenIntoAnArchive(t *testing.T) {
	d := newDesk(t)
	id := d.imported().ID
	archive := filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk")
	link := filepath.Join(t.TempDir(), "elsewhere")
	if err := os.Symlink(archive, link); err != nil {
		t.Fatal(err)
	}
	files := func() (all []string) {
		_ = filepath.WalkDir(archive, func(path string, e os.DirEntry, err error) error {
			if e.Name() != "tidied" { // which a command writes beside its other work, sooner or later
				all = append(all, path)
			}
			return err
		})
		return all
	}
	d.run("list") // which keeps what it knows beside the imports
	before := files()
	for _, args := range [][]string{
		{"tx", "latest", "--format", "json", "--output", filepath.Join(archive, "encryption.json")}, {"tx", "latest", "--output", filepath.Join(archive, "imports", "x.csv")},
		{"tx", "latest", "--output", filepath.Join(archive, "imports", id, "note-x.csv")}, {"report", "latest", "--output", filepath.Join(link, "report.html")},
		{"export", "--parquet", filepath.Join(archive, "tables")}, {"man", filepath.Join(archive, "man")}, {"list", "--json", "--output", filepath.Join(archive, "list.json")},
	} {
		if r := d.run(args...); r.code == cli.ExitOK || !strings.Contains(r.err, "is an archive, which holds nothing but its own files: choose another folder") {
			t.Errorf("%v: exit %d %s", args, r.code, r.err)
		}
	}
	if now := files(); !slices.Equal(now, before) {
		t.Errorf("%q, before %q", now, before)
	}
	says(t, d.run("export", "--parquet", "-"), cli.ExitUsage, "a folder")
}

// A full disk opens files and takes no bytes. That this machine cannot note what it saves is said before it is saved, doctor sees
// it, and no part of a man page is left.
func TestAFullDiskIsSaid(t *testing.T) {
	unshare := testenv.Need(t, testenv.Network)
	home := t.TempDir()
	state := filepath.Join(home, "state")
	if err := os.Mkdir(state, 0o700); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(unshare, "-rm", "sh", "-c", `mount -t tmpfs -o size=64k,mode=700 none "$XDG_STATE_HOME" && cd "$XDG_STATE_HOME" || exit 1
		cat /dev/zero > fill; "$0" case new k9; "$0" doctor --offline; "$0" man pages; ls pages | wc -l`, program(t))
	c.Env = append(os.Environ(), homeOf(home)...)
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v %s", err, out)
	}
	for _, want := range []string{"warning: " + state + "/aisdesk, where this machine notes", "no space left on device. What is saved is not noted", "make room there\n",
		"failure  state        the disk of " + state + "/aisdesk is full", "writing the man pages: pages/aisdesk", "\n0\n"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%q is missing:\n%s", want, out)
		}
	}
}

// What is no file is named as what it is.
func TestAStatementIsAddedFromAFile(t *testing.T) {
	d := newDesk(t)
	id := strings.TrimSpace(d.run("case", "new", "loan").out)
	for name, want := range map[string]string{"-": "not from standard input", "/dev/null": "is a pipe or a device", t.TempDir(): "is a folder"} {
		says(t, d.run("case", "add", id, "--file", name), cli.ExitError, want)
	}
}
