# Runs a command in a root of its own, made of this machine's directories: marks of the machine that the lab happens to run on, such as
# /.dockerenv, are no marks of the client's. LAB_SANDBOX may change that root before the command runs.
# The namespace of mounts is private already (ip netns exec): nothing here outlives the command.
set -e
mount -t tmpfs -o mode=0755 root /mnt
for entry in /*; do
  name=${entry#/}
  if [ "$name" = mnt ]; then
    continue
  elif [ -L "$entry" ]; then
    ln -s "$(readlink "$entry")" "/mnt/$name"
  elif [ -d "$entry" ]; then
    mkdir "/mnt/$name"
    mount --rbind "$entry" "/mnt/$name"
  fi
done
cd /mnt
eval "$LAB_SANDBOX"
unset LAB_SANDBOX
exec chroot /mnt "$@"
