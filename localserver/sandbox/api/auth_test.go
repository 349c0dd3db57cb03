package api

import "testing"

func TestMasks(t *testing.T) {
	for key, want := range map[string]string{"": "", "abcd": "****", "abcdef": "ab**ef"} {
		if got := maskKey(key); got != want {
			t.Errorf("key %q: %q", key, got)
		}
	}
	for ip, want := range map[string]string{"127.0.0.1": "12**01", "192.168.10.7": "19*****07", "::1": "*"} {
		if got := maskIP(ip); got != want {
			t.Errorf("ip %q: %q", ip, got)
		}
	}
}
