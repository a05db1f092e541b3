// Torture downloads a large file through the queue of downloads while the line drops, stalls and
// lies, and the program is killed with kill -9 again and again. It fails where the file is not
// exact in the end, a kill costs too much, something is left behind or memory grows.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
)

// options say how much is done to the program.
type options struct {
	size   int64 // bytes
	kills  int
	seed   uint64
	folder string // of the home folder; "" means that of temporary files
}

func main() {
	var o options
	flag.Int64Var(&o.size, "size", 1<<30, "`bytes` of the file")
	flag.IntVar(&o.kills, "kills", 30, "how often the program is killed")
	flag.Uint64Var(&o.seed, "seed", 1, "of when it is killed and what goes wrong")
	flag.StringVar(&o.folder, "folder", "", "a `folder` on the disk to download to")
	child := flag.String("child", "", "be the program that is killed, over this home `folder`")
	idle := flag.Bool("idle", false, "as a child, download nothing")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := error(nil)
	if *child != "" {
		err = program(ctx, *child, *idle)
	} else {
		err = torture(ctx, o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
		os.Exit(1)
	}
}
