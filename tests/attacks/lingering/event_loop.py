"""Leaves an event loop running in a thread, with a coroutine that wakes up later."""
# stopped by: seccomp, limits, landlock, namespaces
# at D: breach

import asyncio
import threading


async def later():
    await asyncio.sleep(0.02)
    open("@OUT@/@MARK@", "w").close()


def attack():
    loop = asyncio.new_event_loop()
    loop.create_task(later())
    threading.Thread(target=loop.run_forever, daemon=True).start()
    return "the loop goes on"
