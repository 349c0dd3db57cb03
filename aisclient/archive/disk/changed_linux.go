package disk

import (
	"io/fs"
	"syscall"
)

// Changed is when the system last changed what a name stands for, in nanoseconds: unlike the time of modification nobody
// can set it. ok is false where the system does not say.
func Changed(fi fs.FileInfo) (at int64, ok bool) {
	st, ok := fi.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, false
	}
	return st.Ctim.Nano(), true
}
