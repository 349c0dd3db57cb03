//go:build unix && !aix && !solaris

package crash

import "golang.org/x/sys/unix"

// NoCore keeps the system from writing the memory of this process to a file when it breaks down (GOTRACEBACK=crash asks
// for that): it holds keys and what banks wrote. Where it cannot be had the program works all the same.
func NoCore() {
	var limit unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_CORE, &limit) == nil {
		limit.Cur = 0
		_ = unix.Setrlimit(unix.RLIMIT_CORE, &limit)
	}
}
