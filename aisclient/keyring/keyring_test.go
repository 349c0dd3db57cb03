package keyring

import (
	"errors"
	"os/exec"
	"testing"
)

// Where no keyring runs the library looks for the program that starts one: that is said in plain words.
func TestNoKeyring(t *testing.T) {
	err := worded(&exec.Error{Name: "dbus-launch", Err: exec.ErrNotFound})
	if want := "no keyring runs here, and dbus-launch, which starts one, is not installed"; err.Error() != want || !errors.Is(err, exec.ErrNotFound) {
		t.Errorf("%v", err)
	}
	if err := worded(ErrNotFound); err != ErrNotFound {
		t.Errorf("not found: %v", err)
	}
}
