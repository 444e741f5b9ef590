"""Starts a program through asyncio's event loop."""
# stopped by: seccomp, limits
# at D: breach
import asyncio


async def start():
    process = await asyncio.create_subprocess_exec("touch", "@HOME@/@MARK@")
    return await process.wait()


def attack():
    return f"done: {asyncio.run(start())}"
