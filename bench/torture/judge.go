package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// lasts is how many bytes of both fetches are on the disk and claimed by the state beside them.
func (r *rack) lasts() (int64, error) {
	found, err := filepath.Glob(filepath.Join(r.home, "downloads", "*", r.sum+".part.json"))
	if err != nil || len(found) == 0 {
		return r.lasting, err // killed before the first byte
	}
	text, err := os.ReadFile(found[0])
	if err != nil {
		return 0, err
	}
	var state struct {
		Again bool
		Done  [][2]int64
	}
	if err := json.Unmarshal(text, &state); err != nil {
		return 0, err
	}
	n := int64(0)
	if state.Again {
		n = r.size
	}
	for _, span := range state.Done {
		n += span[1] - span[0]
	}
	return n, nil
}

// still is how many bytes of the file were served, once no reply is under way any more.
func (r *rack) still(ctx context.Context) int64 {
	served := r.hub.Served(model)
	for same := 0; same < 5 && ctx.Err() == nil; {
		time.Sleep(10 * time.Millisecond)
		now := r.hub.Served(model)
		if same++; now != served {
			served, same = now, 0
		}
	}
	return served
}

func mib(n int64) float64 { return float64(n) / (1 << 20) }

// tell prints the figures.
func (r *rack) tell() {
	served := r.hub.Served(model)
	sum := int64(0)
	for _, cost := range r.costs {
		sum += cost
	}
	fmt.Printf("file               %.0f MiB, fetched twice because of a wrong bit\n", mib(r.size))
	fmt.Printf("kills              %d in %.0f s; %d requests dropped, stalled, slowed or refused\n", len(r.costs), time.Since(r.began).Seconds(), r.hindered)
	fmt.Printf("served             %.1f MiB: %.1f MiB more than twice the file\n", mib(served), mib(served-2*r.size))
	if len(r.costs) > 0 {
		fmt.Printf("a kill costs       %.2f MiB on average, %.2f MiB at most (%d allowed)\n",
			mib(sum)/float64(len(r.costs)), mib(slices.Max(r.costs)), mostCost>>20)
	}
	fmt.Printf("memory             %.1f MiB idle, %.1f MiB above that at most (%d allowed)\n", mib(r.idle), mib(r.peak-r.idle), mostAbove>>20)
}

// judge tells what broke a bound.
func (r *rack) judge() error {
	var errs []error
	claim := func(holds bool, format string, a ...any) {
		if !holds {
			errs = append(errs, fmt.Errorf(format, a...))
		}
	}
	sum, err := r.fileSum()
	claim(err == nil && sum == r.sum, "the file is wrong: %s instead of %s, %v", sum, r.sum, err)
	for n, cost := range r.costs {
		claim(cost <= mostCost, "kill %d had %.1f MiB fetched again", n+1, mib(cost))
	}
	all := r.hub.Served(model) - 2*r.size
	claim(all <= int64(r.kills)*mostCost, "%.1f MiB were fetched again in all", mib(all))
	claim(r.peak-r.idle <= mostAbove, "memory grew by %.1f MiB", mib(r.peak-r.idle))
	left, err := r.left()
	claim(err == nil && len(left) == 0, "left behind: %q, %v", left, err)
	tokens := r.hub.Counters().Tokens
	claim(len(tokens) == 0, "the content host saw the token %d times", len(tokens))
	return errors.Join(errs...)
}

func (r *rack) snapshot() string {
	return filepath.Join(r.home, "models", "models--"+strings.ReplaceAll(repo, "/", "--"), "snapshots", r.commit)
}

func (r *rack) fileSum() (string, error) {
	f, err := os.Open(filepath.Join(r.snapshot(), model))
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// left is what lies in the home folder that is neither the program's nor the file's. Lock files
// without a byte belong to the program and to the cache's layout.
func (r *rack) left() (left []string, err error) {
	err = filepath.WalkDir(r.home, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		name, err := filepath.Rel(r.home, path)
		if err == nil && !e.IsDir() && !expected(filepath.ToSlash(name), info.Size()) || strings.HasPrefix(filepath.ToSlash(name), "downloads/") {
			left = append(left, name)
		}
		return err
	})
	return left, err
}

func expected(name string, size int64) bool {
	switch {
	case strings.HasSuffix(name, ".lock"):
		return size == 0
	case strings.HasPrefix(name, "avagar.db"), name == "models/CACHEDIR.TAG":
		return true
	}
	_, inRepo, ok := strings.Cut(name, "models/models--")
	_, inside, _ := strings.Cut(inRepo, "/")
	kind, rest, _ := strings.Cut(inside, "/")
	return ok && slices.Contains([]string{"blobs", "snapshots", "refs", "trees"}, kind) && !strings.Contains(rest, ".incomplete") && !strings.HasSuffix(rest, ".tmp")
}
