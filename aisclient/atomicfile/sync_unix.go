//go:build unix

package atomicfile

// syncsDirs says whether a directory can be synced here.
const syncsDirs = true
