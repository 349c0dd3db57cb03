package main

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"aisdesk/localserver/testenv"
)

// farDesk is a desk that is reached over ssh as .github/SSH.md says: sshd speaks with ssh through a pipe, no port is opened.
type farDesk struct {
	t    *testing.T
	dir  string
	sshd string
	env  []string
}

func newFarDesk(t *testing.T, d *desk) *farDesk {
	t.Helper()
	f := &farDesk{t: t, dir: t.TempDir(), sshd: testenv.Need(t, testenv.SSHD)}
	if _, err := os.Stat("/run/sshd"); err != nil && os.Getuid() == 0 {
		t.Skip("sshd as root needs /run/sshd")
	}
	for k, v := range d.env {
		f.env = append(f.env, k+"="+v)
	}
	for _, key := range []string{"host", "anna"} {
		if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", filepath.Join(f.dir, key)).CombinedOutput(); err != nil {
			t.Fatalf("ssh-keygen: %v %s", err, out)
		}
	}
	f.write("config", fmt.Sprintf("HostKey %[1]s/host\nAuthorizedKeysFile %[1]s/authorized_keys\nStrictModes no\nUsePAM no\nPermitRootLogin forced-commands-only\nPidFile none\n", f.dir))
	return f
}

func (f *farDesk) write(name, text string) {
	f.t.Helper()
	if err := os.WriteFile(filepath.Join(f.dir, name), []byte(text), 0o600); err != nil {
		f.t.Fatal(err)
	}
}

// authorize writes the first line of the page for the key of the test, with more behind the command. The program is that of the
// test, in the desk's directories.
func (f *farDesk) authorize(more string) {
	f.t.Helper()
	page, err := os.ReadFile("../../.github/SSH.md")
	if err != nil {
		f.t.Fatal(err)
	}
	line := regexp.MustCompile(`(?m)^    (restrict,pty,command="aisdesk --author anna)(" )ssh-ed25519`).FindStringSubmatch(string(page))
	if line == nil {
		f.t.Fatal("the page has no line for authorized_keys")
	}
	command := strings.Replace(line[1], "aisdesk", "env -i TERM=xterm "+strings.Join(f.env, " ")+" "+program(f.t), 1)
	key, err := os.ReadFile(filepath.Join(f.dir, "anna.pub"))
	if err != nil {
		f.t.Fatal(err)
	}
	f.write("authorized_keys", command+more+line[2]+string(key))
}

// ssh signs in and asks for a command of its own.
func (f *farDesk) ssh(stdin string, args ...string) (string, error) {
	f.t.Helper()
	me, err := user.Current()
	if err != nil {
		f.t.Fatal(err)
	}
	flags := []string{"-F", "none", "-i", filepath.Join(f.dir, "anna"), "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no",
		"-o", "UserKnownHostsFile=" + filepath.Join(f.dir, "known"), "-o", "LogLevel=ERROR", "-o", "ProxyCommand=" + f.sshd + " -i -f " + filepath.Join(f.dir, "config")}
	cmd := exec.CommandContext(f.t.Context(), "ssh", append(append(flags, me.Username+"@desk"), args...)...)
	cmd.Stdin = strings.NewReader(stdin)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// Over ssh everybody is in the program and nowhere else, by the name that their line says.
func TestADeskOverSSH(t *testing.T) {
	testenv.Need(t, testenv.SSHKeygen)
	d := newDesk(t)
	f := newFarDesk(t, d)
	id := d.imported().ID

	f.authorize(" case note " + id + " seen")
	marker := filepath.Join(f.dir, "marker")
	if out, err := f.ssh("", "touch "+marker+"; aisdesk --author eve case note "+id+" forged"); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if _, err := os.Stat(marker); err == nil {
		t.Error("the command of whoever signed in was run")
	}
	out := d.run("case", "history", id).out
	if !strings.Contains(out, "anna") || !strings.Contains(out, "seen") || strings.Contains(out, "eve") || strings.Contains(out, "forged") {
		t.Errorf("%s", out)
	}
	// restrict lets nothing else through.
	if out, err := f.ssh("", "-W", "127.0.0.1:1"); err == nil {
		t.Errorf("a port was let through: %s", out)
	}
	// The line of the page itself: the screen, which asks the terminal first.
	f.authorize(" --accessible")
	if out, err := f.ssh("quit\n", "sh"); err != nil || !strings.Contains(out, "aisdesk") {
		t.Errorf("%v\n%s", err, out)
	}
}
